SRC_report := csv.c csv_read.c format.c json.c table.c text.c
