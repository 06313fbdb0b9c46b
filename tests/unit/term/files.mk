TEST_term := main.c test_canvas.c test_input.c test_key.c test_keyfile.c test_locale.c test_script.c test_style.c
