/// What a piece of the screen is for. A theme gives each a look; the views know only these.
///
/// A case's words are its dotted name (`listRowSelected` is `list.row.selected` in a theme file) and its ancestry: what
/// a theme doesn't say about it is taken from `list.row`, then from `text`.
package enum StyleRole: UInt8, CaseIterable, Hashable, Sendable {
    case text, textDim, textStrong
    case accent, accentDim, warning, error, success, mine, link

    case header, headerTitle, headerCount, headerDim
    case footer, footerKey, footerDim
    case rule, ruleTitle, ruleFocused
    case title, label, value, empty

    case listRow, listRowSelected, listRowMarked, listRowInactive, listBar, listUnread, listMatch
    case priorityUrgent, priorityHigh, priorityMedium, priorityLow
    case stateNew, stateActive, stateWaiting, stateTransferred, stateResolved, stateClosed, stateArchived
    case slaLate, slaSoon, slaFine
    case channel, zone, tag, age

    case threadGuest, threadAgent, threadBot, threadNote, threadNoteBar, threadSystem, threadTime, threadDay
    case threadMatch, threadAttachment, threadDelivery, threadDeliveryFailed, threadPresence

    case composerReply, composerReplyRule, composerNote, composerNoteRule, composerHint

    case overlay, overlayTitle, overlayRule, overlaySelected, overlayDisabled, overlayKey
    case paletteMatch
    case field, fieldPlaceholder, fieldInvalid
    case cursor, placeholder

    case statusLive, statusStale, statusOffline, statusBusy
    case notice, noticeWarning, noticeError
    case chart, chartDim
}

extension StyleRole {
    /// The role with this dotted name; nil where there is none.
    package init?(named name: String) {
        guard let role = Self.table.roles[name] else { return nil }
        self = role
    }

    /// The dotted name, as in theme files: `list.row.selected`.
    package var name: String { Self.table.names[Int(rawValue)] }

    /// The role that fills what a theme leaves out for this one: the nearest of its shorter names that is a role, in
    /// the end `text`; nil for `text` itself.
    package var parent: StyleRole? { Self.table.parents[Int(rawValue)] }

    private static let table = RoleTable()

    /// Whether it marks what is chosen, and so has to stand out even where there is no colour.
    package var marksSelection: Bool {
        self == .listRowSelected || self == .overlaySelected || self == .cursor
    }
}

/// How a cell is painted: what it lies on and what is written there. The theme turns the pair into a style.
package struct Paint: Hashable, Sendable {
    /// Both roles in one number, the ground's in the upper byte. Loops over cells compare it: from another room a stored value is
    /// read in place, while an operator is called.
    package let code: UInt16

    /// A pair of roles.
    package init(ground: StyleRole, ink: StyleRole) {
        code = UInt16(ground.rawValue) << 8 | UInt16(ink.rawValue)
    }

    /// Plain text on a ground.
    package init(_ ground: StyleRole) { self.init(ground: ground, ink: .text) }

    /// What it lies on, such as `listRowSelected`.
    package var background: StyleRole { Self.role(code >> 8) }

    /// What is written, such as `textDim`.
    package var foreground: StyleRole { Self.role(code & 0xFF) }

    /// The same ground with another ink.
    package func ink(_ ink: StyleRole) -> Paint { Paint(ground: background, ink: ink) }

    /// The same ink on another ground.
    package func ground(_ ground: StyleRole) -> Paint { Paint(ground: ground, ink: foreground) }

    /// Plain text on the screen's own ground.
    package static let plain = Paint(ground: .text, ink: .text)

    private static func role(_ number: UInt16) -> StyleRole { StyleRole(rawValue: UInt8(number)) ?? .text }
}
