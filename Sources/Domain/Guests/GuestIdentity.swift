/// An address from which a guest writes.
package struct GuestAddress: Sendable, Hashable {
    /// The company's account that the guest writes to.
    package var account: UntrustedText
    /// A telephone number, an e-mail address or a channel's own id.
    package var address: UntrustedText
    /// Whether the channel vouches for it; else the guest only claims it.
    package var isVerified: Bool
    /// When the guest first wrote from it.
    package var since: Timestamp

    /// Creates an address from its columns.
    package init(account: UntrustedText, address: UntrustedText, isVerified: Bool, since: Timestamp) {
        self.account = account
        self.address = address
        self.isVerified = isVerified
        self.since = since
    }
}

/// A guest's record beside another: enough to tell the two apart.
package struct GuestSummary: Sendable, Hashable {
    /// The guest's id.
    package var id: Identifier<Guest>
    /// First and last name; nil if unknown.
    package var name: UntrustedText?
    /// Property and days of the likely stay; nil without one.
    package var stay: UntrustedText?

    /// Creates a summary from its columns.
    package init(id: Identifier<Guest>, name: UntrustedText?, stay: UntrustedText?) {
        self.id = id
        self.name = name
        self.stay = stay
    }
}

/// Two records that may be one guest's.
package struct GuestProposal: Sendable, Hashable {
    /// The record that joining keeps.
    package var kept: GuestSummary
    /// The record that would join it.
    package var other: GuestSummary
    /// What they share, such as a telephone number.
    package var signs: [UntrustedText]

    /// Creates a proposal from its parts.
    package init(kept: GuestSummary, other: GuestSummary, signs: [UntrustedText]) {
        self.kept = kept
        self.other = other
        self.signs = signs
    }
}

/// A record that was joined to a guest's.
package struct JoinedGuest: Sendable, Hashable {
    /// The record.
    package var guest: GuestSummary
    /// Whether a channel said that both are one sender's; else a person joined them.
    package var isByChannel: Bool
    /// When it was joined.
    package var since: Timestamp

    /// Creates a joined record from its columns.
    package init(guest: GuestSummary, isByChannel: Bool, since: Timestamp) {
        self.guest = guest
        self.isByChannel = isByChannel
        self.since = since
    }
}

/// Who a guest is, as far as it is known.
package struct GuestIdentity: Sendable, Hashable {
    /// The guest's addresses, newest first.
    package var addresses: [GuestAddress]
    /// The guest's other names, such as a display name.
    package var aliases: [UntrustedText]
    /// The records joined to the guest's, newest first.
    package var joined: [JoinedGuest]
    /// The records that may be the same guest's.
    package var proposals: [GuestProposal]

    /// Creates an identity from its parts.
    package init(
        addresses: [GuestAddress] = [],
        aliases: [UntrustedText] = [],
        joined: [JoinedGuest] = [],
        proposals: [GuestProposal] = []
    ) {
        self.addresses = addresses
        self.aliases = aliases
        self.joined = joined
        self.proposals = proposals
    }
}
