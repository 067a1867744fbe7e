import Console
import Domain
import Text

/// A bulk report as text and JSON.
struct BulkOutput: Encodable {
    /// The conversations skipped for one reason.
    struct Skip: Encodable {
        /// A skipped conversation and its assignee.
        struct Conversation: Encodable {
            let id: String
            let assignee, assigneeName: String?
        }
        let reason: String
        let count: Int64
        let conversations: [Conversation]
    }
    /// One person's share of a distribution.
    struct Share: Encodable {
        let person: String
        let name: String?
        let count: Int64
        /// Their online status; nil if unknown.
        let attendance, awaySince: String?
        /// The status in words; nil if they are online.
        let absence: String?

        enum CodingKeys: CodingKey {
            case person, name, count, attendance, awaySince
        }
    }
    let batch: String
    let done: Int64
    let skipped: [Skip]
    let undoUntil: String?
    let shares: [Share]

    /// Creates the output of a report. `attendance` maps desk members with an open console to their status; nil if
    /// unknown.
    init(_ report: BulkReport, attendance: [Identifier<Person>: OnlineStatus]? = nil, at now: Timestamp) {
        batch = report.batch.description
        done = report.changedCount
        undoUntil = report.undoUntil?.rfc3339
        shares = report.shares.map { share in
            Share(share, attendance.map { $0[share.person] ?? .offline }, at: now)
        }
        skipped = report.skipped.map { skip in
            Skip(
                reason: skip.reason.rawValue,
                count: skip.count,
                conversations: skip.conversations.map {
                    Skip.Conversation(
                        id: $0.id.description,
                        assignee: $0.assignee?.description,
                        assigneeName: $0.assigneeName?.original
                    )
                }
            )
        }
    }

    /// One line for the result, one per share, and one per skipped conversation.
    var text: String {
        let rest = skipped.flatMap { skip in
            skip.conversations.map { one in
                let holder = one.assigneeName.map { ", \(SafeText(UntrustedText($0)).plain) has it" } ?? ""
                return "\(one.id)  \(skip.reason)\(holder)"
            }
        }
        let undo = undoUntil == nil ? "" : "; riad conversations undo \(batch) takes it back within ten seconds"
        let given = shares.map { share in
            "\(share.count) to \(SafeText(UntrustedText(share.name ?? share.person)).plain)"
                + (share.absence.map { ", " + $0 } ?? "")
        }
        return (["\(done) changed" + undo] + given + rest).joined(separator: "\n")
    }
}

extension BulkOutput.Share {
    fileprivate init(_ share: BulkShare, _ attendance: OnlineStatus?, at now: Timestamp) {
        person = share.person.description
        name = share.name?.original
        count = share.count
        self.attendance = attendance?.label
        awaySince = attendance?.awaySince?.rfc3339
        absence =
            switch attendance {
            case .online, nil: nil
            case .away(let since): Language.english.text(PresencePhrase.away(now - since))
            case .offline: "not here"
            }
    }
}
