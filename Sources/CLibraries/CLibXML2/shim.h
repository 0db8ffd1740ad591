#ifndef PARAPHE_CLIBXML2_SHIM_H
#define PARAPHE_CLIBXML2_SHIM_H

/* ICU's types clash with those of Foundation: we need nothing of libxml2's encoding conversion. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/entities.h>

/* xmlFree is a mutable global function pointer, which Swift 6 refuses to touch. */
static inline void paraphe_xml_free(void *pointer) { xmlFree(pointer); }

#endif
