#ifndef RIAD_CLIBPQ_H
#define RIAD_CLIBPQ_H

#include <libpq-fe.h>

#endif
