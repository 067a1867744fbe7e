/// The texts of views.
package enum ViewsPhrase: Phrase {
    case title, heading(ViewItem.Section), builtIn(BuiltInView)
    case hint, removeHint
    case name, nameHelp, query, queryHelp, shared, sharedHelp, newTitle, changeTitle
    case nameInvalid, queryRequired, nameTaken, rejected, changedMeanwhile
    case builtInNotEditable, sharedNotEditable, saved(String), deleted

    package var english: String {
        switch self {
        case .title: "Views"
        case .heading(.builtIn): "Views"
        case .heading(.own): "Your own"
        case .heading(.shared): "Shared"
        case .builtIn(.ownZones): "my zones"
        case .builtIn(.mine): "mine"
        case .builtIn(.unassigned): "unassigned"
        case .builtIn(.open): "all open"
        case .builtIn(.finished): "finished"
        case .hint: "Enter shows   a saves filter   e changes   J K move   x removes   Esc back"
        case .removeHint: "x removes it   any other key keeps it"
        case .name: "name"
        case .nameHelp: "Its name in the list of views."
        case .query: "shows"
        case .queryHelp: "A filter, such as zone:marrakech_* priority:>=high order:deadline."
        case .shared: "for everybody"
        case .sharedHelp: "Visible to everybody; zone:mine and assignee:me adapt to each person."
        case .newTitle: "Save the filter as a view"
        case .changeTitle: "Change a view"
        case .nameInvalid: "A view needs a name of 1 to 60 characters."
        case .queryRequired: "A view needs a filter, such as state:open."
        case .nameTaken: "Another view has this name."
        case .rejected: "The server rejected this name or filter, or there are already 200 views."
        case .changedMeanwhile: "A colleague changed this view meanwhile: go back and reopen it."
        case .builtInNotEditable: "This view is built in: it can't be changed or removed."
        case .sharedNotEditable: "Only supervisors change shared views; a saves one of your own."
        case .saved(let name): "Saved: \(name)"
        case .deleted: "View removed; its conversations are unchanged."
        }
    }

    package var french: String {
        switch self {
        case .title: "Vues"
        case .heading(.builtIn): "Vues"
        case .heading(.own): "Les vôtres"
        case .heading(.shared): "Partagées"
        case .builtIn(.ownZones): "mes zones"
        case .builtIn(.mine): "à moi"
        case .builtIn(.unassigned): "à prendre"
        case .builtIn(.open): "toutes ouvertes"
        case .builtIn(.finished): "terminées"
        case .hint: "Entrée montre   a garde   e modifie   J K déplace   x retire   Échap"
        case .removeHint: "x la retire   toute autre touche la garde"
        case .name: "nom"
        case .nameHelp: "Son nom dans la liste des vues."
        case .query: "montre"
        case .queryHelp: "Un filtre, par exemple zone:marrakech_* priority:>=high order:deadline."
        case .shared: "pour tous"
        case .sharedHelp: "Visible par tous ; zone:mine et assignee:me s’adaptent à chacun."
        case .newTitle: "Garder le filtre comme vue"
        case .changeTitle: "Modifier une vue"
        case .nameInvalid: "Une vue demande un nom de 1 à 60 caractères."
        case .queryRequired: "Une vue demande un filtre, par exemple state:open."
        case .nameTaken: "Une autre vue porte ce nom."
        case .rejected: "Le serveur refuse ce nom ou ce filtre, ou il y a déjà 200 vues."
        case .changedMeanwhile: "Un collègue a modifié cette vue entre-temps : revenez et rouvrez-la."
        case .builtInNotEditable: "Cette vue est intégrée : elle ne se modifie ni ne se retire."
        case .sharedNotEditable: "Seuls les superviseurs modifient les vues partagées ; a en garde une à vous."
        case .saved(let name): "Enregistrée : \(name)"
        case .deleted: "Vue retirée ; ses conversations sont inchangées."
        }
    }
}
