import Domain

/// The requests about the house's settings.
package enum SettingsRequest: Sendable, Hashable {
    /// Reads all settings.
    case read
    /// Sets a setting; nil restores its default.
    case change(String, to: String?)

    /// Returns the event for a failure.
    package func event(for failure: Failure) -> SettingsEvent {
        switch self {
        case .read: .read(.failure(failure))
        case .change(let key, _): .changed(key, .failure(failure))
        }
    }
}

/// The responses to `SettingsRequest`.
package enum SettingsEvent: Sendable {
    /// All settings, by category.
    case read(Result<[HouseSetting], Failure>)
    /// Whether a setting was changed.
    case changed(String, Result<Void, Failure>)
}
