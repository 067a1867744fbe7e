import Text

extension ThreadState {
    /// Of a merged thread, what says by which channel the first message on the screen came, where that stands out of sight
    /// above the pane's `rows`; nil where it is in sight.
    func channelAbove(rows: Int) -> SafeText? {
        guard conversation.isMerged else { return nil }
        let end = lines.count - offset
        let shown = lines[max(0, end - rows)..<end]
        guard shown.first(where: { $0.isChannelLine || $0.isOfMessage })?.isOfMessage == true else { return nil }
        return lines[..<shown.startIndex].last(where: \.isChannelLine).map { "↑ " + $0.second }
    }
}

extension ThreadLine {
    /// Whether something of a message stands on it.
    fileprivate var isOfMessage: Bool { !isChannelLine && !hasRule && !(glyphs.isEmpty && second.isEmpty) }
}
