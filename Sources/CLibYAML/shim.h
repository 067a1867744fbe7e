#ifndef RIAD_CLIBYAML_H
#define RIAD_CLIBYAML_H

#include <yaml.h>

#endif
