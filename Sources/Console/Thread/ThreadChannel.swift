import Text

extension ThreadState {
    /// In a merged thread, the channel of the first message on screen if its channel line is scrolled out above the
    /// pane's `rows`; nil if that line is visible.
    func channelAbove(rows: Int) -> SafeText? {
        guard conversation.isMerged else { return nil }
        let end = lines.count - offset
        let shown = lines[max(0, end - rows)..<end]
        guard shown.first(where: { $0.isChannelLine || $0.isOfMessage })?.isOfMessage == true else { return nil }
        return lines[..<shown.startIndex].last(where: \.isChannelLine).map { "↑ " + $0.second }
    }
}

extension ThreadLine {
    /// Whether the line shows part of a message.
    fileprivate var isOfMessage: Bool { !isChannelLine && !isChange && !hasRule && !(glyphs.isEmpty && second.isEmpty) }
}
