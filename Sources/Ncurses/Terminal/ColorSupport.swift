import Screen

/// How many colours are used, by what the terminal has and what the person asked for.
enum ColorSupport {
    /// NO_COLOR (any text) and CLICOLOR=0 turn colours off; CLICOLOR_FORCE (anything but 0) overrules CLICOLOR.
    /// `colors` is the number that the terminal's description names, below 8 for none.
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

/// Whether the terminal's ground is dark, as far as the environment says so.
package enum Background {
    /// COLORFGBG, as rxvt, Konsole and others set it: the last number is the ground's colour. nil where it isn't known.
    package static func isDark(_ environment: [String: String]) -> Bool? {
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let number = Int(last) else {
            return nil
        }
        return (0...6).contains(number) || number == 8
    }
}
