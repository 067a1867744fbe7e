import Domain

/// The texts of people, their roles, logins and sessions.
package enum PeoplePhrase: Phrase {
    case people, person, reading, found(Int, of: Int)
    case name, firstName, lastName, email, phone, profile, zones, role, load, login, status
    case zoneCount(Int, of: Int), noRole, until(WallTime), ended(WallTime), grantedBy(String), moment(WallTime)
    case inactive, firstPassword, firstPasswordUntil(WallTime), closed, connected(Int64), openConversations(Int64)
    case sessions, thisSession, mayDo(String)
    case peopleHint, peopleHintReading, searchHint
    case editHint, roleHint, loginHint, passwordHint, activityHint(Bool), sessionsHint, backHint
    case endHint, deactivateHint, activateHint, conversationsHint

    package var english: String {
        switch self {
        case .people: "People"
        case .person: "Person"
        case .reading: "loading…"
        case .found(let count, let all): count == all ? "\(all)" : "\(count) of \(all)"
        case .name: "name"
        case .firstName: "first name"
        case .lastName: "last name"
        case .email: "e-mail"
        case .phone: "phone"
        case .profile: "profile"
        case .zones: "zones"
        case .role: "role"
        case .load: "load"
        case .login: "login"
        case .status: "now"
        case .zoneCount(0, _): "none"
        case .zoneCount(let count, let all): count == all ? "all" : "\(count)"
        case .noRole: "no role"
        case .until(let end): "until \(Self.day(end))"
        case .ended(let end): "ended \(Self.day(end))"
        case .grantedBy(let name): "given by \(name)"
        case .moment(let moment): "\(Self.day(moment)) \(moment.hourAndMinute)"
        case .inactive: "inactive"
        case .firstPassword: "first password"
        case .firstPasswordUntil(let end): "first password, valid until \(Self.day(end)) \(end.hourAndMinute)"
        case .closed: "closed"
        case .connected(let count): count == 1 ? "connected" : "connected \(count)×"
        case .openConversations(let count): count == 1 ? "1 open conversation" : "\(grouped(count)) open conversations"
        case .sessions: "Connected"
        case .thisSession: "this one"
        case .mayDo(let role): "What the role \(role) may do"
        case .peopleHint: "Enter shows   o their conversations   / filters   a adds   Esc back"
        case .peopleHintReading: "Enter shows   o their conversations   / filters   Esc back"
        case .searchHint: "type to filter   Enter keeps it   Esc shows all"
        case .editHint: "e edit"
        case .roleHint: "r role"
        case .loginHint: "l login"
        case .passwordHint: "p password"
        case .activityHint(true): "d deactivate"
        case .activityHint(false): "d reactivate"
        case .sessionsHint: "x end sessions"
        case .backHint: "Esc back"
        case .endHint: "x ends all their sessions   any other key keeps them"
        case .conversationsHint: "o theirs"
        case .deactivateHint: "d revokes rights, login and sessions   any other key cancels"
        case .activateHint: "d reactivates them   any other key cancels"
        }
    }

    package var french: String {
        switch self {
        case .people: "Personnes"
        case .person: "Personne"
        case .reading: "lecture…"
        case .found(let count, let all): count == all ? "\(all)" : "\(count) sur \(all)"
        case .name: "nom"
        case .firstName: "prénom"
        case .lastName: "nom"
        case .email: "e-mail"
        case .phone: "téléphone"
        case .profile: "profil"
        case .zones: "zones"
        case .role: "rôle"
        case .load: "charge"
        case .login: "accès"
        case .status: "maintenant"
        case .zoneCount(0, _): "aucune"
        case .zoneCount(let count, let all): count == all ? "toutes" : "\(count)"
        case .noRole: "sans rôle"
        case .until(let end): "jusqu’au \(Self.day(end))"
        case .ended(let end): "fini le \(Self.day(end))"
        case .grantedBy(let name): "donné par \(name)"
        case .moment(let moment): "\(Self.day(moment)) \(moment.hourAndMinute)"
        case .inactive: "inactif"
        case .firstPassword: "1er mot de passe"
        case .firstPasswordUntil(let end):
            "premier mot de passe, valable jusqu’au \(Self.day(end)) \(end.hourAndMinute)"
        case .closed: "fermé"
        case .connected(let count): count == 1 ? "connecté" : "connecté \(count)×"
        case .openConversations(let count):
            count == 1 ? "1 conversation ouverte" : "\(grouped(count)) conversations ouvertes"
        case .sessions: "Connexions"
        case .thisSession: "celle-ci"
        case .mayDo(let role): "Ce que le rôle \(role) permet"
        case .peopleHint: "Entrée montre   o ses conversations   / filtre   a ajoute   Échap retour"
        case .peopleHintReading: "Entrée montre   o ses conversations   / filtre   Échap retour"
        case .searchHint: "tapez pour filtrer   Entrée le garde   Échap montre tout"
        case .editHint: "e modifier"
        case .roleHint: "r rôle"
        case .loginHint: "l accès"
        case .passwordHint: "p mot de passe"
        case .activityHint(true): "d désactiver"
        case .activityHint(false): "d réactiver"
        case .sessionsHint: "x couper"
        case .backHint: "Échap"
        case .endHint: "x coupe toutes ses connexions   toute autre touche les garde"
        case .conversationsHint: "o les siennes"
        case .deactivateHint:
            "d lui retire droits, accès et connexions   toute autre touche annule"
        case .activateHint: "d le réactive   toute autre touche annule"
        }
    }

    /// ISO format, readable in every language.
    private static func day(_ moment: WallTime) -> String { moment.day.iso }
}
