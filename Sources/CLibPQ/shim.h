#ifndef RIAD_CLIBPQ_H
#define RIAD_CLIBPQ_H

#include <libpq-fe.h>

/* Error field codes are macros that Swift does not import. */
static inline const char *riad_pq_severity(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
}
static inline const char *riad_pq_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *riad_pq_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
static inline const char *riad_pq_position(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
}
static inline const char *riad_pq_constraint(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}
static inline const char *riad_pq_source_file(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SOURCE_FILE);
}

#endif
