import Console
import Domain

extension ConsoleHarness {
    /// A house's settings, one of which was changed.
    static let settings: [HouseSetting] = [
        HouseSetting(key: "house_country", category: "company", kind: .country, value: "MA", defaultValue: "MA"),
        HouseSetting(
            key: "time_zone",
            category: "company",
            kind: .timeZone,
            value: "Africa/Casablanca",
            defaultValue: "Africa/Casablanca"
        ),
        HouseSetting(
            key: "arrival_hour",
            category: "company",
            kind: .integer(0...23),
            value: "15",
            defaultValue: "15"
        ),
        HouseSetting(
            key: "zone_isolation",
            category: "rights",
            kind: .boolean,
            value: "true",
            defaultValue: "false",
            changedAt: now,
            changedBy: UntrustedText("Nadia Alami")
        ),
        HouseSetting(key: "webhook_networks", category: "webhooks", kind: .networks, value: "", defaultValue: ""),
        HouseSetting(key: "colour", category: "looks", kind: .other("colour"), value: "blue", defaultValue: "blue"),
    ]

    mutating func answer(_ request: SettingsRequest) -> SettingsEvent {
        settingRequests.append(request)
        switch request {
        case .read: return .read(.success(Self.settings))
        case .change(let key, _): return .changed(key, .success(()))
        }
    }
}
