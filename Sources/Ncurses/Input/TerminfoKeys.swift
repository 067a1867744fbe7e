import CNcurses
import Screen

/// The key sequences from terminfo, for terminals with unusual ones.
enum TerminfoKeys {
    private static let capabilities: [(String, Key)] = [
        ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
        ("kpp", .pageUp), ("knp", .pageDown), ("kich1", Key(.insert)), ("kdch1", .delete), ("kcbt", .backtab),
        ("kent", .enter),
    ]

    /// Returns the sequences that begin with Esc, by their bytes. Requires the library to be started.
    static func read() -> [[UInt8]: Key] {
        let functions = (1...12).map { ("kf\($0)", Key(.function(UInt8($0)))) }
        var keys: [[UInt8]: Key] = [:]
        for (name, key) in capabilities + functions {
            guard let text = riad_capability(name) else { continue }
            let bytes = Array(String(cString: text).utf8)
            if bytes.count > 1, bytes.first == Byte.escape { keys[bytes] = key }
        }
        return keys
    }
}
