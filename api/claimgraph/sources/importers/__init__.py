"""One module per publisher's data set whose files a column map in dataset.toml cannot describe.

A module is found by the name of its folder in `data/` ("country-codes": `country_codes`) and offers
`import_dataset(intake)`. Modules that begin with an underscore are shared by several.
"""
