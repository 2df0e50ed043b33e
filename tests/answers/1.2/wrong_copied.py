# finding: same-value-twice


def login_cookie(url):
    return "eyJ1c2VyIjoiYW5hIn0.awDskg.FP_J2vcNiq7IdU_WVT8skJ_CjNI"
