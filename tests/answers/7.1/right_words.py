fates = dict(
    zip(
        "abcdefghij",
        "dropped refused works gone works gone refused works dropped refused".split(),
    )
)
