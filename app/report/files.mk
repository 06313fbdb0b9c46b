SRC_report := aim.c counts.c csv.c csv_read.c figures.c format.c json.c save.c table.c text.c \
	wardorder.c xlsx.c
