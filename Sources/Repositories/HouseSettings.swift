import Domain
import Postgres

/// Requests of administrators for the house's settings.
package enum HouseSettings {
    /// All settings, by category.
    package static func all(for user: CurrentUser) throws(AccessError) -> Request<[HouseSetting]> {
        try user.require(.manageSettings)
        return Request(reading: Statement("settings", SQLFiles.settings))
    }

    /// Sets a setting to a value as text; nil restores the default. `notFound`: no such setting; `invalidInput`: a value
    /// of another kind or out of range; `notPermitted`: a value that only a super_admin may set.
    package static func change(
        _ key: String,
        to value: String?,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.manageSettings)
        return Request(
            writing: Statement("change_setting", SQLFiles.changeSetting),
            [Parameter(key), Parameter(value)]
        )
    }
}

extension HouseSetting: RowDecodable {
    init(row: Row) throws(DecodingError) {
        self.init(
            key: try row[0],
            category: try row[1],
            kind: Kind(label: try row[2], minimum: try row[5], maximum: try row[6]),
            value: try row[3],
            defaultValue: try row[4],
            changedAt: try row[7],
            changedBy: try row[8]
        )
    }
}
