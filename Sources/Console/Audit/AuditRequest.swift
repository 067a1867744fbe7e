import Domain

/// Request about the audit trail.
package enum AuditRequest: Sendable, Hashable {
    /// Read a page of entries.
    case readPage(AuditPageRequest)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> AuditEvent {
        switch self {
        case .readPage(let read): .pageRead(read, .failure(failure))
        }
    }
}

/// What was read of the audit trail.
package enum AuditEvent: Sendable {
    /// A page of entries.
    case pageRead(AuditPageRequest, Result<[AuditEntry], Failure>)
}

/// Request for a page of the audit trail.
package struct AuditPageRequest: Sendable, Hashable {
    /// The filter of the entries.
    package let query: AuditQuery
    /// The entry after which the page starts; nil for the newest entries.
    package let last: AuditEntry?
}
