import Console
import Domain
import Repositories

/// Performs requests about settings.
extension ConsoleRuntime {
    func handle(_ request: SettingsRequest) throws(AccessError) {
        let user = try requireUser(for: .manageSettings)
        switch request {
        case .read:
            send(try HouseSettings.all(for: user)) { .settings(.read($0)) }
        case .change(let key, let value):
            change(try HouseSettings.change(key, to: value, by: user)) { .settings(.changed(key, $0)) }
        }
    }
}
