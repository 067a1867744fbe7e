#ifndef RIAD_CCRYPTO_H
#define RIAD_CCRYPTO_H

#include <openssl/evp.h>
#include <openssl/hmac.h>

#endif
