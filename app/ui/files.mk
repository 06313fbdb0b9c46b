SRC_ui := app.c ask.c browse.c dashboard.c dashboard_goal.c dashboard_people.c dashboard_wards.c dashboard_words.c device.c dialog.c display.c editor.c editor_new.c editor_part.c editor_write.c export.c field.c home.c i18n.c keyboard.c lesson.c page.c phone.c plain.c practice.c \
	preview.c preview_kind.c quiz.c register.c setup.c sketch.c staff.c typing.c ward.c who.c work.c review.c
