// uchardet, which guesses the encoding of a text by its letters.
#ifndef SMARTCLIP_CUCHARDET_H
#define SMARTCLIP_CUCHARDET_H

#include <uchardet/uchardet.h>

#endif
