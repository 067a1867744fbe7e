import Domain

/// Request of the query line.
package enum QueryRequest: Sendable, Hashable {
    /// Read the tags in use.
    case readTags
    /// Read the colleagues, for their names.
    case readColleagues

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> QueryEvent {
        switch self {
        case .readTags: .tagsRead(.failure(failure))
        case .readColleagues: .colleaguesRead(.failure(failure))
        }
    }
}

/// What was read for the query line.
package enum QueryEvent: Sendable {
    /// The tags in use, most frequent first.
    case tagsRead(Result<[UntrustedText], Failure>)
    /// The colleagues.
    case colleaguesRead(Result<[Colleague], Failure>)
}
