SRC_pdf := draw.c main.c
