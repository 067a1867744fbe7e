-- The enums that the specification names. An installation may have other labels.
SET LOCAL ROLE riad_owner;

CREATE TYPE public.geographical_zone AS ENUM (
    'casablanca_centre', 'casablanca_ain_diab', 'casablanca_maarif',
    'marrakech_gueliz', 'marrakech_hivernage', 'marrakech_medina',
    'rabat_agdal', 'rabat_hassan', 'rabat_souissi',
    'agadir_marina', 'agadir_centre', 'fes_ville_nouvelle', 'tanger_ville'
);

CREATE TYPE public.user_profile AS ENUM (
    'agent', 'comptabilite', 'femme_de_menage', 'technicien', 'administrateur',
    'responsable_logistique', 'responsable_qualite'
);

CREATE TYPE public.app_role AS ENUM (
    'super_admin', 'administrateur', 'superviseur', 'responsable_logistique', 'responsable_qualite',
    'technicien', 'agent', 'comptabilite', 'femme_de_menage'
);

GRANT USAGE ON TYPE public.geographical_zone, public.user_profile, public.app_role
    TO riad_console, riad_integration, riad_workflow, riad_worker;
