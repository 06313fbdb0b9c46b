SRC_term := canvas.c curses.c input.c key.c keyfile.c locale.c script.c style.c terminfo.c
