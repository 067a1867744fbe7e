import Domain
import Repositories
import TestSupport

extension EveryRequest {
    func steering() -> [Sent?] {
        let target = TransferTarget.role(.superviseur)
        return [
            sent(try Assignments.takeNext(by: user)),
            sent(
                try Assignments.transfer(
                    conversation,
                    to: target,
                    reason: "x",
                    assignVersion: assignVersion,
                    assignedTo: user.id,
                    by: user
                )
            ),
            sent(try Bulk.apply(.release, to: [], by: user)),
            sent(
                try Bulk.applyToAll(.priority(.low), matching: InboxQuery(), upTo: .endOfTime, by: user)
            ),
            sent(
                try Bulk.applyToAll(
                    .priority(.low),
                    matching: narrowed,
                    upTo: .endOfTime,
                    by: user
                )
            ),
            sent(try Bulk.undo(freshIdentifier(), by: user)),
            sent(try Merging.merge(twins, into: conversation, by: user)),
            sent(try Merging.unmerge([conversation], by: user)),
        ]
    }

    func answerTimes() -> [Sent?] {
        let calendar =
            self.calendar
            ?? BusinessCalendar(id: freshIdentifier(), name: UntrustedText("x"), timeZone: "UTC", hours: .always)
        let condition = SLACondition(kind: .first)
        return [
            sent(try SLA.set(condition, minutes: 1, calendar: calendar.id, by: user)),
            sent(try SLA.remove(condition, by: user)), sent(try SLA.set(calendar, by: user)),
            sent(try SLA.remove(calendar.id, by: user)),
            sent(try SLA.setHolidays(of: calendar.id, adding: [], by: user)),
            sent(try SLA.recalculateDeadlines(by: user)),
        ]
    }
}

extension EveryRequest {
    func savedViews() -> [Sent?] {
        let view =
            self.view
            ?? SavedView(
                id: freshIdentifier(),
                isShared: true,
                name: UntrustedText("x"),
                query: UntrustedText("state:open"),
                place: 1,
                version: 1
            )
        let content = SavedViewContent(name: "another", query: "state:open", isShared: true)
        return [
            sent(try SavedViews.save(content, by: user)), sent(try SavedViews.delete(view, by: user)),
            sent(try SavedViews.move(view, before: view, by: user)),
        ]
    }
}

extension EveryRequest {
    private var stranger: StaffMember {
        StaffMember(
            id: freshIdentifier(),
            details: StaffDetails(
                firstName: UntrustedText("x"),
                lastName: UntrustedText("x"),
                email: nil,
                phone: nil,
                profile: .agent,
                zones: [],
                isActive: true
            ),
            role: nil,
            login: nil,
            load: 0,
            updatedAt: .endOfTime
        )
    }

    func people() -> [Sent?] {
        let member = colleague ?? stranger
        return [
            sent(try People.add(stranger.id, stranger.details, by: user)),
            sent(try People.edit(member, into: member.details, by: user)),
            sent(People.editSelf(firstName: "x", lastName: "", phone: "")),
            sent(try People.grantRole(.agent, until: nil, to: member, by: user)),
            sent(try People.revokeRole(of: member, by: user)),
            sent(try People.continueHandover(of: member, by: user)),
            sent(try People.endRemainingSessions(of: member, by: user)),
            sent(
                try Logins.create("newcomer", for: newcomer ?? stranger, verifier: verifier, until: until, by: user)
            ),
            sent(try Logins.resetPassword(member, verifier: verifier, until: until, by: user)),
            sent(Logins.setOwnPassword(verifier: verifier)),
            sent(try Logins.endSessions(of: member.id, processID: nil, by: user)),
        ]
    }
}

extension EveryRequest {
    func cannedReplies() -> [Sent?] {
        let content = CannedReplyContent(name: "another", language: nil, body: "x", isShared: true)
        let reply =
            self.reply
            ?? CannedReply(
                id: freshIdentifier(),
                isShared: true,
                name: UntrustedText("x"),
                language: nil,
                body: UntrustedText("x"),
                version: 0,
                updatedAt: .endOfTime
            )
        return [
            sent(try CannedReplies.save(content, by: user)), sent(try CannedReplies.delete(reply, by: user)),
        ]
    }
}

extension EveryRequest {
    func records() -> [Sent?] {
        let day = CalendarDay(days: 0)
        let guest = GuestRecord.Content(firstName: "", lastName: "", email: "", phone: "", country: "", language: nil)
        let stay = ReservationRecord.Content(checkIn: day, checkOut: day, adults: nil, children: nil, status: "")
        let property = PropertyRecord.Content(name: "", address: "", zone: nil, amenities: [])
        let guestRecord = self.guestRecord ?? GuestRecord(id: freshIdentifier(), content: guest, version: 0)
        let reservationRecord =
            self.reservationRecord
            ?? ReservationRecord(id: freshIdentifier(), source: UntrustedText(""), content: stay, version: 0)
        let propertyRecord =
            self.propertyRecord ?? PropertyRecord(id: freshIdentifier(), content: property, version: 0)
        return [
            sent(try Guests.join(freshIdentifier(), to: freshIdentifier(), by: user)),
            sent(try Guests.part(freshIdentifier(), by: user)),
            sent(try Guests.keepApart(freshIdentifier(), freshIdentifier(), by: user)),
            sent(try Guests.proposals(limit: limit, for: user)),
            sent(try Guests.edit(guestRecord, to: guestRecord.content, by: user)),
            sent(try Guests.edit(reservationRecord, to: reservationRecord.content, by: user)),
            sent(try Properties.edit(propertyRecord, to: propertyRecord.content, by: user)),
        ]
    }
}
