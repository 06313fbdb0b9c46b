SRC_secret := credential.c secret.c
