SRC_term := canvas.c curses.c input.c key.c keyfile.c locale.c null.c script.c style.c terminfo.c
