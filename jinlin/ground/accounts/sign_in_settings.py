"""By which rules do people sign in?

django-allauth reads these flat names; web/settings.py takes them in.
"""

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = "jinlin.ground.accounts.adapter.Door"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False  # staff: until the browser closes, or they were idle too long
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Failed passwords are counted by accounts.lockout, by name and with a clear message; here stand
# codes by phone, wrong second factors, pages per address, and what else is counted per person.
ACCOUNT_RATE_LIMITS = {
    "sign_in_code": "3/m/key,12/h/key,60/h/ip",
    "login": "60/m/ip",
    "login_failed": "5/15m/key",
    "reauthenticate": "10/m/user",
    "change_password": "10/m/user",
    "say_burden": "20/h/key",
}
ACCOUNT_FORMS = {
    "login": "jinlin.ground.accounts.forms.StaffSignIn",
    "reauthenticate": "jinlin.ground.accounts.forms.SamePerson",
    "change_password": "jinlin.ground.accounts.forms.OwnPassword",
}

MFA_ADAPTER = "jinlin.ground.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Jinlin"
MFA_FORMS = {
    "authenticate": "jinlin.ground.accounts.forms.SecondFactorCode",
    "reauthenticate": "jinlin.ground.accounts.forms.SamePersonByCode",
    "activate_totp": "jinlin.ground.accounts.forms.FirstSecondFactorCode",
}

SIGN_IN_CODE_MINUTES = 5
SIGN_IN_CODE_TRIES = 5

LOCKOUT_FAILURES = 5
LOCKOUT_MINUTES = 15
