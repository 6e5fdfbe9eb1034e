dossierShard("k0",["","+93","dec","lau","repo","use"])
