/// Chooses the terminal description.
enum TerminalType {
    /// The names to try, best first. A terminal that announces 24-bit colour first tries a description with direct
    /// colours; one whose description is often missing falls back to a similar terminal's.
    static func candidates(_ environment: [String: String]) -> [String] {
        guard let type = environment["TERM"], !type.isEmpty else { return [] }
        let announced = ["truecolor", "24bit"].contains(environment["COLORTERM"]?.lowercased())
        return (announced ? direct(type) : []) + [type] + relatives(type)
    }

    private static func direct(_ type: String) -> [String] {
        if type.hasSuffix("-direct") { return [] }
        if type.hasPrefix("tmux") || type.hasPrefix("screen") { return ["tmux-direct"] }
        return isLikeXterm(type) ? ["xterm-direct"] : []
    }

    private static func relatives(_ type: String) -> [String] {
        if type.hasPrefix("tmux") || type.hasPrefix("screen") { return ["screen-256color", "screen"] }
        return isLikeXterm(type) ? ["xterm-256color", "xterm"] : []
    }

    private static func isLikeXterm(_ type: String) -> Bool {
        [
            "xterm", "alacritty", "foot", "ghostty", "wezterm", "kitty", "contour", "vte", "gnome", "konsole", "iterm",
            "st-",
        ]
        .contains { type.hasPrefix($0) }
    }
}
