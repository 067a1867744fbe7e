import Domain
import Text

/// Texts of the colleague picker.
package enum ColleaguePickerPhrase: Phrase {
    case assign(TargetCount), assignOne(String), transfer(String)
    case to, why, found(Int, of: Int), load(Int64), suggested(SuggestionRule), inZone,
        distribute, distributeRule(SuggestionRule), lastAssigned(String), switchRule(SuggestionRule), queue, role,
        noZones
    case reading, chooseHint, back, transferHint, assignHint, reasonRequired, reasonTooLong
    case coverage(inside: Int, outside: Int), waitsForRole(String), noReason, hereFirst, nobodyHere(zones: Int)

    package var english: String {
        switch self {
        case .assign(let extent): "Assign " + extent.english(of: "conversations")
        case .assignOne(let guest): "Assign \(guest)"
        case .transfer(let guest): "Transfer \(guest)"
        case .to: "to"
        case .why: "why"
        case .found(let count, let all): "\(count) of \(all)"
        case .load(let count): "load \(grouped(count))"
        case .suggested(.leastLoaded): "◆ least loaded"
        case .suggested(.roundRobin): "◆ next in turn"
        case .distribute: "several agents"
        case .distributeRule(.leastLoaded): "each to the least loaded of its zone"
        case .distributeRule(.roundRobin): "each to the next in turn in its zone"
        case .lastAssigned(let time): "last assigned \(time)"
        case .switchRule(.leastLoaded): "^T by load"
        case .switchRule(.roundRobin): "^T in turn"
        case .inZone: "in zone"
        case .queue: "nobody: back to the queue"
        case .role: "whoever claims it first"
        case .noZones: "no zones"
        case .reading: "loading…"
        case .chooseHint: "type to search   Enter chooses"
        case .back: "Esc back"
        case .transferHint: "Enter transfers   Esc choose again"
        case .assignHint: "Enter assigns   Esc choose again"
        case .reasonRequired: "A transfer needs a reason."
        case .reasonTooLong: "A reason has at most 500 characters."
        case .coverage(let inside, 0): inside == 1 ? "in their zones" : "\(inside) in their zones"
        case .coverage(0, let outside): outside == 1 ? "outside their zones" : "\(outside) outside their zones"
        case .coverage(let inside, let outside): "\(inside) in their zones, \(outside) outside"
        case .waitsForRole(let role): "It waits as TRANSFÉRÉE until a \(role) claims it."
        case .noReason: "no reason needed"
        case .hereFirst: "who is here comes first"
        case .nobodyHere(0): "no agent is here"
        case .nobodyHere(1): "no agent of the zone is here"
        case .nobodyHere: "no agent of these zones is here"
        }
    }

    package var french: String {
        switch self {
        case .assign(let extent): "Attribuer " + extent.french(of: "conversations", one: "conversation")
        case .assignOne(let guest): "Attribuer \(guest)"
        case .transfer(let guest): "Transférer \(guest)"
        case .to: "à"
        case .why: "motif"
        case .found(let count, let all): "\(count) sur \(all)"
        case .load(let count): "charge \(grouped(count))"
        case .suggested(.leastLoaded): "◆ moins chargé"
        case .suggested(.roundRobin): "◆ à son tour"
        case .distribute: "plusieurs agents"
        case .distributeRule(.leastLoaded): "chacune au moins chargé de sa zone"
        case .distributeRule(.roundRobin): "chacune à l’agent suivant dans sa zone"
        case .lastAssigned(let time): "servi la dernière fois le \(time)"
        case .switchRule(.leastLoaded): "^T selon la charge"
        case .switchRule(.roundRobin): "^T à tour de rôle"
        case .inZone: "sa zone"
        case .queue: "personne : retour à la file"
        case .role: "qui la prendra"
        case .noZones: "sans zone"
        case .reading: "lecture…"
        case .chooseHint: "tapez pour chercher   Entrée choisit"
        case .back: "Échap retour"
        case .transferHint: "Entrée transfère   Échap autre choix"
        case .assignHint: "Entrée attribue   Échap autre choix"
        case .reasonRequired: "Un transfert demande un motif."
        case .reasonTooLong: "Un motif a au plus 500 caractères."
        case .coverage(let inside, 0): inside == 1 ? "dans ses zones" : "\(inside) dans ses zones"
        case .coverage(0, let outside): outside == 1 ? "hors de ses zones" : "\(outside) hors de ses zones"
        case .coverage(let inside, let outside): "\(inside) dans ses zones, \(outside) en dehors"
        case .waitsForRole(let role): "Elle attend, TRANSFÉRÉE, qu’un rôle \(role) la prenne."
        case .noReason: "motif facultatif"
        case .hereFirst: "d’abord qui est là"
        case .nobodyHere(0): "aucun agent n’est là"
        case .nobodyHere(1): "aucun agent de la zone n’est là"
        case .nobodyHere: "aucun agent de ces zones n’est là"
        }
    }
}
