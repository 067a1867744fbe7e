/// Which terminal description to draw by.
enum TerminalType {
    /// Names to try, the best first. A terminal that announces all colours is first tried by the description that has
    /// them; one whose own description is often missing on other machines falls back to what it is like.
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
