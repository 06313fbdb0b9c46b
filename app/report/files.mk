SRC_report := aim.c annex.c board.c counts.c csv.c csv_read.c datapackage.c figures.c format.c html.c \
	html_style.c json.c letterhead.c pdf.c published.c results.c save.c statistics.c statistics_cells.c statistics_parts.c suppress.c table.c text.c trend.c \
	wardorder.c wire.c xlsx.c
