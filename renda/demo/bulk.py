def add_years(*a): pass
