"use client";

export { DidNotLoad as default } from "@/components/site/did-not-load";
