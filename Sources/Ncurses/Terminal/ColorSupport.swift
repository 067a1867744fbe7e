import Screen

/// Chooses the colour depth from the terminal's capabilities and the user's settings.
enum ColorSupport {
    /// NO_COLOR (any value) and CLICOLOR=0 turn colours off; CLICOLOR_FORCE (anything but 0) overrides CLICOLOR.
    /// `colors` is the number in the terminal's description, below 8 for none.
    static func depth(colors: Int, environment: [String: String]) -> ColorDepth {
        if isSet("NO_COLOR", environment) { return .mono }
        let forced = isSet("CLICOLOR_FORCE", environment) && environment["CLICOLOR_FORCE"] != "0"
        if environment["CLICOLOR"] == "0", !forced { return .mono }
        switch colors {
        case ..<8: return .mono
        case 8..<256: return .sixteen
        case 256..<ColorDepth.direct.rawValue: return .indexed
        default: return .direct
        }
    }

    private static func isSet(_ name: String, _ environment: [String: String]) -> Bool {
        environment[name]?.isEmpty == false
    }
}

/// The terminal's background, as far as the environment describes it.
package enum Background {
    /// Reads COLORFGBG, set by rxvt, Konsole and others: the last number is the background colour. nil if unknown.
    package static func isDark(_ environment: [String: String]) -> Bool? {
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let number = Int(last) else {
            return nil
        }
        return (0...6).contains(number) || number == 8
    }
}
