"""The screens. They draw what answer/ and index/ return, and decide nothing."""
