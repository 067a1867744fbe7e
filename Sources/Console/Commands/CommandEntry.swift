import Domain
import Screen

/// Declaration of a command.
package struct CommandEntry: Sendable {
    /// What a command that acts on a conversation does while conversations are marked.
    enum Marking {
        /// It acts on the focused conversation alone.
        case ignored
        /// It acts on all marked conversations.
        case actsOnAll
        /// It is refused: the user would expect it to act on all of them, and it can't.
        case refused
    }

    /// The command.
    package let command: Command
    /// Its heading in the help.
    package let group: CommandGroup
    /// The contexts in which it is available.
    package let contexts: Set<Context>
    /// Its default keys, the preferred one first. In the composer, keys that type a character never reach a command.
    package let keys: [Key]
    /// The right that it requires; nil if none.
    let capability: Capability?
    /// Whether it acts on a conversation, so that one must be selected.
    let needsConversation: Bool
    /// What it does while conversations are marked.
    let marking: Marking
    /// Whether the palette offers it; movement, for one, only makes sense on keys.
    let isInPalette: Bool
    /// Whether it discards something that can't easily be typed again.
    package let isDestructive: Bool
    /// Its rank among the footer hints, lowest first; nil keeps it out.
    package let footerRank: Int?

    init(
        _ command: Command,
        _ group: CommandGroup,
        in contexts: Set<Context>,
        keys: [Key],
        needs capability: Capability? = nil,
        onConversation needsConversation: Bool = false,
        whenMarked marking: Marking = .ignored,
        isInPalette: Bool = true,
        isDestructive: Bool = false,
        footer footerRank: Int? = nil
    ) {
        self.command = command
        self.group = group
        self.contexts = contexts
        self.keys = keys
        self.capability = capability
        self.needsConversation = needsConversation
        self.marking = marking
        self.isInPalette = isInPalette
        self.isDestructive = isDestructive
        self.footerRank = footerRank
    }
}
