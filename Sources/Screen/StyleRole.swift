/// The purpose of a part of the screen. Views use roles; a theme gives each a style.
///
/// A case's words are its dotted name (`listRowSelected` is `list.row.selected` in a theme file) and its ancestry: what
/// a theme omits comes from `list.row`, then from `text`.
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
    /// The role with this dotted name; nil if there is none.
    package init?(named name: String) {
        guard let role = Self.table.roles[name] else { return nil }
        self = role
    }

    /// The dotted name, as in theme files: `list.row.selected`.
    package var name: String { Self.table.names[Int(rawValue)] }

    /// The role that supplies what a theme omits: the nearest shorter name that is a role, ultimately `text`; nil for
    /// `text` itself.
    package var parent: StyleRole? { Self.table.parents[Int(rawValue)] }

    private static let table = RoleTable()

    /// Whether it marks a selection, which must stand out even without colours.
    package var marksSelection: Bool {
        self == .listRowSelected || self == .overlaySelected || self == .cursor
    }
}

/// A cell's background and foreground roles. The theme maps the pair to a style.
package struct Paint: Hashable, Sendable {
    /// Both roles in one number, the background in the upper byte. Loops over cells compare it directly: across modules
    /// a stored property is read in place, an operator is a call.
    package let code: UInt16

    /// Creates a pair of roles.
    package init(ground: StyleRole, ink: StyleRole) {
        code = UInt16(ground.rawValue) << 8 | UInt16(ink.rawValue)
    }

    /// Plain text on a background.
    package init(_ ground: StyleRole) { self.init(ground: ground, ink: .text) }

    /// The background role, such as `listRowSelected`.
    package var background: StyleRole { Self.role(code >> 8) }

    /// The foreground role, such as `textDim`.
    package var foreground: StyleRole { Self.role(code & 0xFF) }

    /// The same background with another foreground.
    package func ink(_ ink: StyleRole) -> Paint { Paint(ground: background, ink: ink) }

    /// The same foreground on another background.
    package func ground(_ ground: StyleRole) -> Paint { Paint(ground: ground, ink: foreground) }

    /// Plain text on the default background.
    package static let plain = Paint(ground: .text, ink: .text)

    private static func role(_ number: UInt16) -> StyleRole { StyleRole(rawValue: UInt8(number)) ?? .text }
}
