"""The mediation of one case: a tab that only the bureau sees.

- `tab.py` asks for the mediation and lays out its cards
- `safety.py` may both parents sit together; `parents.py` their steps; `screening.py` the screening form
- `pairs.py` the dialog of ranked pairs, `mediators.py` the chosen two
- `sessions.py`, `voices.py`, `agreement.py` one card each
- `fields.py` what the forms share
"""
