plan = "GBECEF"
