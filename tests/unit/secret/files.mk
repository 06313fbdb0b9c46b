TEST_secret := main.c test_credential.c test_secret.c
