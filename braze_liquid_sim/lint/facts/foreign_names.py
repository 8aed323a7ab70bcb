"""What authors write for Braze's names where no spelling is near: words of other systems and of Braze's exports."""

from __future__ import annotations

MEANT_ATTRIBUTES = {
    "email": "email_address", "mail": "email_address", "emailaddr": "email_address", "useremail": "email_address",
    "phone": "phone_number", "mobile": "phone_number", "mobilenumber": "phone_number", "telephone": "phone_number",
    "externalid": "user_id", "externaluserid": "user_id", "id": "user_id", "uid": "user_id", "customerid": "user_id",
    "firstname": "first_name", "fname": "first_name", "givenname": "first_name", "forename": "first_name",
    "name": "first_name", "surname": "last_name", "lname": "last_name", "familyname": "last_name",
    "dob": "date_of_birth", "birthday": "date_of_birth", "birthdate": "date_of_birth", "homecity": "city",
    "town": "city", "countrycode": "country", "lang": "language", "locale": "most_recent_locale",
    "timezone": "time_zone", "tz": "time_zone", "sex": "gender", "randombucket": "random_bucket_number",
    "location": "most_recent_location", "appversion": "most_recent_app_version",
}  # fmt: skip
"""By the name without underscores and capitals."""

MEANT_NAMESPACES = {
    "contentblock": "content_blocks", "block": "content_blocks", "blocks": "content_blocks",
    "attribute": "custom_attribute", "attributes": "custom_attribute", "custom": "custom_attribute",
    "customattributes": "custom_attribute", "userattribute": "custom_attribute", "event": "event_properties",
    "eventproperty": "event_properties", "eventprops": "event_properties", "properties": "event_properties",
    "customevent": "event_properties", "trigger": "api_trigger_properties",
    "triggerproperties": "api_trigger_properties", "apitriggerproperty": "api_trigger_properties",
    "apiproperties": "api_trigger_properties", "canvasentry": "canvas_entry_properties",
    "canvasentryproperty": "canvas_entry_properties", "entryproperties": "canvas_entry_properties",
    "canvasproperties": "canvas_entry_properties", "contextvariable": "context", "contextvariables": "context",
    "device": "most_recently_used_device", "subscriptionstate": "subscribed_state", "whatsapp": "whats_app",
    "campaigns": "campaign",
}  # fmt: skip
"""By the name without underscores and capitals."""

PERSONS = frozenset(("user", "customer", "profile", "contact", "subscriber", "person", "recipient", "member"))
"""What other systems call the one who gets the message: ``user.first_name``."""
