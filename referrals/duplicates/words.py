"""Why two records are alike, in words: the rows of `agencies.likeness.POINTS` as an officer reads them."""

WHY = {
    "upn": "They have a UPN in common",
    "other_upn": "Their UPNs differ",
    "born": "Born on the same day",
    "born_turned": "Day and month of birth are exchanged",
    "born_digit": "One digit of the date of birth differs",
    "born_else": "Born on different days",
    "family": "The same family name, but for marks or a letter",
    "family_near": "Family names that are nearly the same",
    "family_else": "Different family names",
    "given": "The same first name, or called the same",
    "given_near": "First names that are nearly the same, or forms of one name",
    "given_initial": "One first name is the other’s first letter",
    "given_else": "Different first names",
    "names_turned": "First and family name are exchanged",
    "postcode": "The same postcode",
    "postcode_near": "A postcode near by",
    "school": "At the same school, now or before",
    "sex": "The sex on record differs",
}
BANDS = {"strong": "Very alike", "possible": "Alike"}
