"""What the authors of the course run: recording, generating, checking notebooks.

`jsonschema`, which every reader of notebooks imports, in turn imports
`rfc3987_syntax` wherever JupyterLab is installed, and that compiles a grammar
for 0.75 s in each process. It is for checking internationalised addresses;
no notebook has one to check. So these tools do without it, and so does pytest,
whose option ``-p tools`` imports this package before any plugin.
"""

import sys
from types import ModuleType
from typing import cast

sys.modules.setdefault("rfc3987_syntax", cast("ModuleType", None))
