"use client";

export { DidNotLoad as default } from "@/app/problem/did-not-load";
