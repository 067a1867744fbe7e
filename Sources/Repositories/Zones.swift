import Domain
import Postgres

/// Requests for zones. `Session.zones` lists them.
package enum Zones {
    /// Adds a zone's label, unless it is there; `register` follows, in a transaction of its own. `invalidInput`: not lowercase
    /// letters, digits and _.
    package static func add(_ label: String, by user: CurrentUser) throws(AccessError) -> Request<Void> {
        try user.require(.manageSettings)
        return Request(writing: Statement("add_zone", SQLFiles.addZone), [Parameter(label)])
    }

    /// Gives an added zone its number and its city. `alreadyExists`: the zone is there already; `invalidInput`: an invalid
    /// city.
    package static func register(
        _ label: String,
        city: String,
        by user: CurrentUser
    ) throws(AccessError) -> Request<Void> {
        try user.require(.manageSettings)
        return Request(writing: Statement("register_zone", SQLFiles.registerZone), [Parameter(label), Parameter(city)])
    }
}
